using System.Text;

namespace Portal.Domain.Audit;

/// <summary>What the maker of a file writes through: it counts rows and bytes and hashes on the way.</summary>
internal sealed class FileWriter(OutgoingStream body)
{
    public Stream Body => body;
    public long Rows { get; private set; }

    /// <summary>Of what has left so far.</summary>
    public string Sha256() => body.Sha256();

    /// <summary>One more row is about to leave.</summary>
    public void Row() => Rows++;

    public StreamWriter Text(string newLine, bool mark = true) =>
        new(Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: mark), 1 << 16, leaveOpen: true) { NewLine = newLine };
}
