using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Portal.Experiments.Counting;

/// <summary>Parts that are read while one before them is worked on.</summary>
internal static class ReadAhead
{
    /// <summary>What is read, in its order; whatever goes wrong with it reaches whoever takes the parts.</summary>
    /// <param name="read">Reads, until it is cancelled.</param>
    /// <param name="most">Parts that wait to be taken at once, besides the one being read.</param>
    /// <param name="ct">Cancels.</param>
    public static async IAsyncEnumerable<T> Of<T>(Func<CancellationToken, IAsyncEnumerable<T>> read, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var parts = Channel.CreateBounded<T>(most);
        var reading = Task.Run(() => FillAsync(read, parts.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(ct))
            {
                yield return part;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private static async Task FillAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> read, ChannelWriter<T> parts, CancellationToken ct)
    {
        Exception? error = null;
        try
        {
            await foreach (var part in read(ct).WithCancellation(ct))
            {
                await parts.WriteAsync(part, ct);
            }
        }
#pragma warning disable CA1031 // It is told to whoever takes the parts.
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = e;
        }

        parts.Complete(error);
    }
}
