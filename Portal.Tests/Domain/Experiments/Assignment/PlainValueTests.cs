using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Experiments.Assignment;

namespace Portal.Tests.Domain.Experiments.Assignment;

public sealed class PlainValueTests
{
    // As a browser writes them: Number.prototype.toString of ECMAScript.
    [Theory]
    [InlineData(1.0, "1")]
    [InlineData(-42, "-42")]
    [InlineData(0.5, "0.5")]
    [InlineData(1234567890123456789, "1234567890123456800")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(-0.00000125, "-0.00000125")]
    [InlineData(0.0000001, "1e-7")]
    public void A_number_is_written_as_a_browser_writes_it(double number, string text) => Assert.Equal(text, ((PlainValue)number).ToText());

    [Theory]
    [InlineData("8", 8)]
    [InlineData(" 8.5 ", 8.5)]
    [InlineData("1e3", 1000)]
    [InlineData("", 0)]
    [InlineData("8,5", double.NaN)]
    [InlineData("Infinity", double.NaN)]
    [InlineData("eight", double.NaN)]
    public void A_text_is_taken_for_a_number_as_a_browser_takes_it(string text, double number) => Assert.Equal(number, ((PlainValue)text).ToNumber());

    [Theory]
    [InlineData("""{"id":"anna"}""", "anna")]
    [InlineData("""{"id":17}""", "17")]
    [InlineData("""{"id":""}""", null)]
    [InlineData("""{"id":0}""", null)]
    [InlineData("""{"id":null}""", null)]
    [InlineData("""{"id":["anna"]}""", null)]
    [InlineData("{}", null)]
    public void Only_a_text_or_a_number_names_a_unit(string attributes, string? unit) => Assert.Equal(unit, PlainValue.Parse(attributes).Members.GetValueOrDefault("id").ToUnit());

    [Fact]
    public void Kinds_and_contents_make_values_equal_and_the_order_of_members_does_not()
    {
        Assert.Equal(PlainValue.Parse("""{"a":[1,"x",null],"b":true}"""), PlainValue.Parse("""{"b":true,"a":[1,"x",null]}"""));
        Assert.NotEqual(PlainValue.Parse("[1,2]"), PlainValue.Parse("[2,1]"));
        Assert.NotEqual(PlainValue.Parse("""{"a":1}"""), PlainValue.Parse("""{"a":1,"b":null}"""));
        Assert.NotEqual<PlainValue>("1", 1);
        Assert.NotEqual(default, PlainValue.Null);
    }

    [Fact]
    public void Numbers_survive_being_written_and_read() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number => ((PlainValue)((PlainValue)number.Get).ToText()).ToNumber().Equals(number.Get)).QuickCheckThrowOnFailure();
}
