using System.Text;

namespace Portal.Domain.Payments;

/// <summary>The lines of a text stream with their numbers, without a string per line. LF, CRLF and a lone CR before LF end a line.</summary>
internal sealed class BillLines(Stream stream, Encoding encoding) : IDisposable
{
    /// <summary>No bill's row is near this long; one that is belongs to another kind of file.</summary>
    public const int LineCharsMax = 32_768;

    private readonly StreamReader _reader = new(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
    private char[] _buffer = new char[1 << 16];
    private int _start;
    private int _end;
    private bool _finished;

    /// <summary>1-based number of the line last read.</summary>
    public int Number { get; private set; }

    public bool TooLong { get; private set; }

    /// <summary>Reads the next line; valid until the next call. False at the end, and at a line beyond <see cref="LineCharsMax"/>.</summary>
    public bool TryRead(out ReadOnlySpan<char> line)
    {
        var searched = 0;
        while (true)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf('\n');
            if (newline >= 0 && searched + newline <= LineCharsMax)
            {
                line = Trim(_buffer.AsSpan(_start, searched + newline));
                _start += searched + newline + 1;
                Number++;
                return true;
            }

            searched = newline >= 0 ? searched + newline : _end - _start;
            if (searched > LineCharsMax)
            {
                TooLong = true;
                line = default;
                return false;
            }

            if (_finished)
            {
                line = Trim(_buffer.AsSpan(_start, searched));
                _start = _end;
                Number += searched > 0 ? 1 : 0;
                return searched > 0;
            }

            Fill();
        }
    }

    public void Dispose() => _reader.Dispose();

    private ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        if (line.EndsWith('\r'))
        {
            line = line[..^1];
        }

        return Number == 0 && line.StartsWith('\uFEFF') ? line[1..] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _reader.Read(_buffer, _end, _buffer.Length - _end);
        _finished = read == 0;
        _end += read;
    }
}
