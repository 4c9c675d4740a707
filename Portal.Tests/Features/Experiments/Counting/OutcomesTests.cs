using Portal.Experiments.Counting;
using Portal.Experiments.Metrics;

namespace Portal.Tests.Features.Experiments.Counting;

public sealed class OutcomesTests
{
    [Fact]
    public void What_is_packed_comes_out_again_whatever_the_numbers()
    {
        Random random = new(7);
        OutcomeBuffer buffer = new();
        for (var round = 0; round < 300; round++)
        {
            UnitOutcomes outcomes = new()
            {
                Since = Draw(random),
                Before = Draw(random),
                Credit = round % 2 == 0 ? [] : [random.Next(300), random.Next(3)],
                Days = [.. Enumerable.Range(0, random.Next(5)).Select(day => new DayOutcome(day * 3, random.Next(5) - 1.5, random.Next(2) * 1e12))],
            };

            Assert.True(Outcomes.Decode(Outcomes.Encode(outcomes), buffer));

            Assert.Equal((outcomes.Since, outcomes.Before), (buffer.Since, buffer.Before));
            Assert.Equal(outcomes.Credit.Select(credit => (double)credit), buffer.Credit);
            Assert.Equal(outcomes.Days, buffer.Days);
        }
    }

    [Fact]
    public void A_unit_that_did_little_takes_few_bytes_and_the_busiest_fits_its_column()
    {
        Assert.InRange(Outcomes.Encode(new UnitOutcomes { Since = new UnitTally { Lists = 1, Looks = 9, Likes = 1 } }).Length, 1, 40);
        UnitOutcomes busy = new() { Since = Draw(new Random(1)), Before = Draw(new Random(2)), Credit = [9, 9], Days = [.. Enumerable.Range(0, 400).Select(day => new DayOutcome(day, 0.1 * day, 1 / 3.0))] };
        Assert.InRange(Outcomes.Encode(busy).Length, 1, 4000);
    }

    [Fact]
    public void Another_layout_is_not_taken_for_this_one()
    {
        OutcomeBuffer buffer = new();
        Assert.False(Outcomes.Decode([], buffer));
        Assert.False(Outcomes.Decode([(Outcomes.Version + 1) << 1, 0, 0], buffer));
    }

    private static UnitTally Draw(Random random) => new()
    {
        Lists = random.Next(1000), EmptyLists = random.Next(3), Places = random.NextInt64(1L << 40), Violations = random.Next(2), Milliseconds = random.NextDouble() * 1e6, MeasuredLists = random.Next(100),
        RepeatShares = random.NextDouble(), LongTailShares = 100 * random.NextDouble(), Diversities = random.Next(4), Returned = random.Next(2) == 1, Looks = random.Next(100_000), Clicks = random.Next(200),
        Likes = random.Next(128), Against = random.Next(64), Ratings = random.Next(65), Stars = 0.5 * random.Next(9),
    };
}
