using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Importing.Files;

namespace Portal.Tests.Features.Importing;

public sealed class RecordReaderTests
{
    [Fact]
    public async Task A_line_break_in_quotes_belongs_to_its_record_and_empty_lines_to_none()
    {
        var records = await ReadAsync("a,\"one\ntwo \"\"x\"\",\n\"\r\n\n5\" disc,b\n\"last\"");

        Assert.Equal([("a,\"one\ntwo \"\"x\"\",\n\"", 1L, RecordState.Whole), ("5\" disc,b", 5, RecordState.Whole), ("\"last\"", 6, RecordState.Whole)], records);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_one_line()
    {
        var records = await ReadAsync("a,b\nc,\"open\nd,e\nf,g\n");

        Assert.Equal([("a,b", 1L, RecordState.Whole), ("c,\"open", 2, RecordState.OpenQuote), ("d,e", 3, RecordState.Whole), ("f,g", 4, RecordState.Whole)], records);
    }

    [Fact]
    public async Task A_line_of_a_gigabyte_is_passed_over_in_constant_memory()
    {
        const long Length = 1L << 30;
        using LongLine stream = new(Length);
        RecordReader reader = new(stream, (byte)',');
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(RecordState.TooLong, await reader.ReadAsync(default));
        Assert.InRange(reader.Current.Length, 1, 1 << 16);
        Assert.Equal(RecordState.Whole, await reader.ReadAsync(default));

        Assert.Equal(("after", 2L, Length + 7), (Encoding.UTF8.GetString(reader.Current.Span), reader.Line, reader.Offset));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void However_the_stream_comes_in_pieces_the_records_are_the_same()
    {
        var letters = Gen.Elements('a', '"', ',', '\n', 'é').ArrayOf().Select(letters => new string(letters));
        Prop.ForAll(letters.ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (text, piece) =>
        {
            var whole = ReadAsync(text).GetAwaiter().GetResult();
            var pieces = ReadAsync(text, piece).GetAwaiter().GetResult();
            return whole.SequenceEqual(pieces);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Reading_can_go_on_at_any_record()
    {
        const string Text = "a,1\n\"b\nb\",2\n\nc,3\r\nd,4";
        RecordReader first = new(new MemoryStream(Encoding.UTF8.GetBytes(Text)), (byte)',');
        await first.ReadAsync(default);
        await first.ReadAsync(default);

        MemoryStream rest = new(Encoding.UTF8.GetBytes(Text)) { Position = first.Offset };
        RecordReader second = new(rest, (byte)',', first.Offset, first.NextLine);
        await second.ReadAsync(default);

        Assert.Equal(("c,3", 5L), (Encoding.UTF8.GetString(second.Current.Span), second.Line));
        await second.ReadAsync(default);
        Assert.Equal(Text.Length, second.Offset);
    }

    private static async Task<List<(string Text, long Line, RecordState State)>> ReadAsync(string text, int piece = int.MaxValue)
    {
        RecordReader reader = new(new Pieces(Encoding.UTF8.GetBytes(text), piece), (byte)',');
        List<(string, long, RecordState)> records = [];
        while (await reader.ReadAsync(default) is var state && state != RecordState.End)
        {
            records.Add((Encoding.UTF8.GetString(reader.Current.Span), reader.Line, state));
        }

        return records;
    }

    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    // x, a gigabyte of them, then a line of five letters.
    private sealed class LongLine(long length) : MemoryStream("\nafter\n"u8.ToArray())
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
            {
                return base.ReadAsync(buffer, cancellationToken);
            }

            var count = (int)Math.Min(_left, buffer.Length);
            buffer.Span[..count].Fill((byte)'x');
            _left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
