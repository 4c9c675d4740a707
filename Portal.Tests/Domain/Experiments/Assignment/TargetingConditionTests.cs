using Portal.Domain.Experiments.Assignment;
using Portal.Domain.Experiments.Assignment.Targeting;

namespace Portal.Tests.Domain.Experiments.Assignment;

public sealed class TargetingConditionTests
{
    [Theory]
    [InlineData("""{"country":{"$regx":"DE"}}""", "'$regx' is no operator")]
    [InlineData("""{"$adn":[{"country":"DE"}]}""", "'$adn' is no operator")]
    [InlineData("""{"country":{"$in":"DE"}}""", "$in has \"DE\", but needs a list")]
    [InlineData("""{"country":{"$nini":7}}""", "$nini has 7, but needs a list")]
    [InlineData("""{"$or":{"country":"DE"}}""", "$or has {")]
    [InlineData("""{"name":{"$regex":"/???***[)"}}""", "$regex has the pattern")]
    [InlineData("""{"name":{"$regex":"(?=a)"}}""", "$regex has the pattern")]
    [InlineData("""{"age":{"$gt":[1]}}""", "$gt has [1], but needs a number or a text")]
    [InlineData("""{"age":{"$gt":1,"years":2}}""", "mixes operators with names")]
    [InlineData("""{"age":{"$type":"integer"}}""", "$type has \"integer\"")]
    [InlineData("""{"age":{"$exists":1}}""", "$exists has 1, but needs true or false")]
    [InlineData("""{"version":{"$vgt":true}}""", "$vgt has true, but needs a version")]
    [InlineData("""{"id":{"$inGroup":7}}""", "$inGroup has 7, but needs the name of a saved group")]
    [InlineData("""["DE"]""", "the condition is [\"DE\"], but must be an object")]
    public void What_cannot_be_understood_is_named_when_it_is_saved(string condition, string part)
    {
        var error = Assert.Throws<ArgumentException>(() => TargetingCondition.Parse(PlainValue.Parse(condition)));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_cannot_be_understood_is_named_at_once() =>
        Assert.Equal(2, TargetingCondition.Read(PlainValue.Parse("""{"country":{"$regx":"DE"},"$or":[{"age":{"$above":3}}]}""")).Problems.Count);

    [Theory]
    [InlineData("""{"country":{"$not":{"$regx":"DE"}}}""")]
    [InlineData("""{"$or":[{"country":"DE"},{"country":{"$is":"DE"}}]}""")]
    [InlineData("""{"$not":{"country":{"$nin":"FR"}}}""")]
    public void Nobody_meets_a_condition_that_is_not_understood_not_even_by_a_negation(string condition) => Assert.False(Matches(condition, """{"country":"DE"}"""));

    [Fact]
    public void Everybody_meets_no_condition()
    {
        Assert.True(TargetingCondition.Read(default).Matches(new Dictionary<string, PlainValue>(), SavedGroups.None));
        Assert.True(TargetingCondition.Read(PlainValue.Null).Matches(new Dictionary<string, PlainValue>(), SavedGroups.None));
    }

    [Fact]
    public void A_path_reaches_into_lists_by_place()
    {
        Assert.True(Matches("""{"visits.1.page":"feed"}""", """{"visits":[{"page":"home"},{"page":"feed"}]}"""));
        Assert.False(Matches("""{"visits.2.page":"feed"}""", """{"visits":[{"page":"home"},{"page":"feed"}]}"""));
    }

    [Fact]
    public void Letters_beyond_ascii_lose_their_case_in_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");

            Assert.True(Matches("""{"city":{"$ini":["MÜNCHEN","PARIS"]}}""", """{"city":"münchen"}"""));
            Assert.True(Matches("""{"city":{"$ini":["PARIS"]}}""", """{"city":"paris"}"""));
            Assert.True(Matches("""{"city":{"$regexi":"^PARIS$"}}""", """{"city":"paris"}"""));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_pattern_that_backtracks_for_ever_elsewhere_ends_at_once() =>
        Assert.False(Matches("""{"name":{"$regex":"^(a+)+$"}}""", $$"""{"name":"{{new string('a', 5_000)}}b"}"""));

    private static bool Matches(string condition, string attributes) => TargetingCondition.Read(PlainValue.Parse(condition)).Matches(PlainValue.Parse(attributes).Members, SavedGroups.None);
}
