using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Portal.Domain.Catalogue;
using Portal.Domain.Context;

namespace Portal.Engine.Models;

/// <summary>
/// How much people took to each item at each kind of moment: what a <see cref="ContextLift"/> is learned from when the models are laid over
/// a catalogue, whose labels may have changed since.
/// </summary>
/// <param name="Items">Positions of items, one per count.</param>
/// <param name="Moments">Their moments, packed.</param>
/// <param name="Weights">How much, above 0.</param>
public sealed record MomentCounts(int[] Items, ushort[] Moments, float[] Weights)
{
    // Each number of a moment plus one, 0 for unknown, five values each.
    private const int Base = 5;

    /// <summary>A moment as a number; 0 when nothing is known of it.</summary>
    public static ushort Pack(Moment moment) =>
        (ushort)((((((Digit(moment.DayPart) * Base) + Digit(moment.DayKind)) * Base) + Digit(moment.YearPart)) * Base) + Digit(moment.Device));

    /// <summary>The moment that <see cref="Pack"/> made a number of.</summary>
    public static Moment Unpack(ushort packed) => new(
        Value<DayPart>(packed / (Base * Base * Base)), Value<DayKind>(packed / (Base * Base) % Base), Value<YearPart>(packed / Base % Base), Value<DeviceClass>(packed % Base));

    /// <summary>Adds up what is known of when items were taken to.</summary>
    public static MomentCounts Of(IEnumerable<(int Item, ushort Moment, float Weight)> acts)
    {
        Dictionary<(int Item, ushort Moment), float> sums = [];
        foreach (var (item, moment, weight) in acts)
        {
            if (moment != 0 && weight > 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(sums, (item, moment), out _) += weight;
            }
        }

        var ordered = sums.OrderBy(pair => pair.Key).ToList();
        return new MomentCounts([.. ordered.Select(pair => pair.Key.Item)], [.. ordered.Select(pair => pair.Key.Moment)], [.. ordered.Select(pair => pair.Value)]);
    }

    /// <summary>The counts as events of a catalogue.</summary>
    /// <param name="places">For every position here the position there, −1 for an item that is gone.</param>
    public IEnumerable<ContextEvent> Events(IReadOnlyList<int> places)
    {
        for (var i = 0; i < Items.Length; i++)
        {
            if (places[Items[i]] is >= 0 and var place)
            {
                yield return new ContextEvent(new ItemIndex(place), Unpack(Moments[i]), Weights[i]);
            }
        }
    }

    /// <summary>Writes the counts and a checksum; the stream stays open.</summary>
    public void Save(Stream stream)
    {
        byte[] content = [.. BitConverter.GetBytes(Items.Length), .. MemoryMarshal.AsBytes<int>(Items), .. MemoryMarshal.AsBytes<ushort>(Moments), .. MemoryMarshal.AsBytes<float>(Weights)];
        stream.Write(content);
        stream.Write(SHA256.HashData(content));
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static MomentCounts Load(Stream stream)
    {
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        var all = copy.ToArray().AsSpan();
        var content = all[..Math.Max(0, all.Length - SHA256.HashSizeInBytes)];
        if (content.Length < sizeof(int) || !SHA256.HashData(content).AsSpan().SequenceEqual(all[content.Length..]))
        {
            throw new InvalidDataException("The counts of moments are damaged: their checksum does not fit.");
        }

        var count = BitConverter.ToInt32(content);
        var items = content[sizeof(int)..][..(count * sizeof(int))];
        var moments = content[(sizeof(int) + items.Length)..][..(count * sizeof(ushort))];
        return new MomentCounts(
            MemoryMarshal.Cast<byte, int>(items).ToArray(),
            MemoryMarshal.Cast<byte, ushort>(moments).ToArray(),
            MemoryMarshal.Cast<byte, float>(content[(sizeof(int) + items.Length + moments.Length)..]).ToArray());
    }

    private static int Digit<T>(T? value)
        where T : struct, Enum => value is { } known ? 1 + Convert.ToInt32(known, System.Globalization.CultureInfo.InvariantCulture) : 0;

    private static T? Value<T>(int digit)
        where T : struct, Enum => digit == 0 ? null : (T)Enum.ToObject(typeof(T), digit - 1);
}
