using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Loading;

namespace Portal.Tests.Domain.Evaluation;

public sealed class FilmTitleTests
{
    [Theory]
    [InlineData("Matrix, The (1999)", "matrix", 1999)]
    [InlineData("The Matrix", "matrix", 0)]
    [InlineData("Quiet Stairs, The (Leise Stufen, Die) (1995)", "quiet stairs|leise stufen die", 1995)]
    [InlineData("Sept (a.k.a. Se7t) (1995)", "sept|se7t", 1995)]
    [InlineData("Amélie & Co’s Day", "amelie and cos day", 0)]
    [InlineData("A", "a", 0)]
    public void Parse_Spellings_HaveTheSameKey(string title, string keys, int year)
    {
        var parsed = FilmTitle.Parse(title);

        Assert.Equal((keys, year), (string.Join('|', parsed.Keys), parsed.Year));
    }

    [Theory]
    [InlineData("The Lamp", 1990, "1")]
    [InlineData("The Lamp", 1992, "1")]
    [InlineData("Lamp", 1993, null)]
    [InlineData("Lamp", 0, "2")]
    [InlineData("Lampion", 2001, "2")]
    [InlineData("Torch", 0, null)]
    public void Find_TitleAndYear_NearestOrMostRated(string title, int year, string? id)
    {
        FilmIndex index = new([new EvaluatedItem("1", "Lamp, The (1991)", "", []), new EvaluatedItem("2", "Lamp (Lampion) (2001)", "", [])], new Dictionary<string, int> { ["2"] = 9, ["1"] = 3 });

        Assert.Equal(id, index.Find(title, year));
    }
}
