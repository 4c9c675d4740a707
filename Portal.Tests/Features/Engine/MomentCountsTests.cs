using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Context;
using Portal.Engine.Models;

namespace Portal.Tests.Features.Engine;

public sealed class MomentCountsTests
{
    [Fact]
    public void Every_moment_survives_packing_and_only_the_unknown_one_is_nothing()
    {
        DayPart?[] parts = [null, .. Enum.GetValues<DayPart>().Select(value => (DayPart?)value)];
        DayKind?[] kinds = [null, .. Enum.GetValues<DayKind>().Select(value => (DayKind?)value)];
        YearPart?[] years = [null, .. Enum.GetValues<YearPart>().Select(value => (YearPart?)value)];
        DeviceClass?[] devices = [null, .. Enum.GetValues<DeviceClass>().Select(value => (DeviceClass?)value)];
        Moment[] all = [.. from part in parts from kind in kinds from year in years from device in devices select new Moment(part, kind, year, device)];

        Assert.Equal(all, all.Select(moment => MomentCounts.Unpack(MomentCounts.Pack(moment))));
        Assert.Equal(all.Length, all.Select(MomentCounts.Pack).Distinct().Count());
        Assert.Equal(Moment.Unknown, Assert.Single(all, moment => MomentCounts.Pack(moment) == 0));
    }

    [Fact]
    public void Of_AddsUpAndLeavesOutWhatSaysNothing()
    {
        var counts = MomentCounts.Of([(3, 7, 0.5f), (1, 9, 1), (3, 7, 1), (3, 0, 1), (2, 7, 0), (2, 7, -1)]);

        Assert.Equal([1, 3], counts.Items);
        Assert.Equal([9, 7], counts.Moments);
        Assert.Equal([1f, 1.5f], counts.Weights);
        Assert.Equal([(5, 1.5f)], counts.Events([0, -1, 0, 5]).Select(one => (one.Item.Value, one.Weight)));
    }

    [Fact]
    public void What_is_saved_comes_back_and_damage_is_found() => Prop.ForAll<PositiveInt[]>(numbers =>
    {
        var counts = MomentCounts.Of(numbers.Select(number => (number.Get % 9, (ushort)(number.Get % 600), number.Get / 3f)));
        using MemoryStream stream = new();
        counts.Save(stream);
        stream.Position = 0;
        var back = MomentCounts.Load(stream);
        var same = back.Items.SequenceEqual(counts.Items) && back.Moments.SequenceEqual(counts.Moments) && back.Weights.SequenceEqual(counts.Weights);

        var bytes = stream.ToArray();
        bytes[numbers.Length % bytes.Length] ^= 4;
        return same && Throws(bytes) && Throws(bytes[..^5]);
    }).QuickCheckThrowOnFailure();

    private static bool Throws(byte[] bytes)
    {
        try
        {
            MomentCounts.Load(new MemoryStream(bytes));
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
