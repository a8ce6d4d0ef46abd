namespace Portal.Domain.Payments;

/// <summary>A kind of file: how it is read, and whose it is. Import, posting and comparison go by the bill's stored format.</summary>
internal interface IBillFormat
{
    string Name { get; }

    string ProviderOf(BillOptions options);

    /// <summary>Reads the whole file; good rows go to the callbacks as they pass. Every problem is collected with its place.</summary>
    BillReading Read(
        Stream stream,
        FileFacts facts,
        BillOptions options,
        Action<BillRow>? onRow = null,
        Action<MovementRow>? onMovement = null
    );

    /// <summary>What a file says that has been read without problems before, one by one in the order of the file: one walk gives all of it.</summary>
    IEnumerable<BillItem> Items(Stream stream, FileFacts facts, BillOptions options);
}
