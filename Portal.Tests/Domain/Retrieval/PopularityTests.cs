using Portal.Domain.Catalogue;
using Portal.Domain.Retrieval;

namespace Portal.Tests.Domain.Retrieval;

public sealed class PopularityTests
{
    [Fact]
    public void Values_HandComputed_Agree()
    {
        // Mean of all: 13 of 20. Item 0: (9 + 6.5) / (12 + 10) = .704545, volume ln 10 / ln 10 = 1 → .852273.
        // Item 1: (4 + 6.5) / (8 + 10) = .583333, volume ln 5 / ln 10 = .698970 → .641152. Item 2: .65 and 0 → .325.
        Popularity popularity = new([new ItemCounts(9, 3), new ItemCounts(4, 4), default], prior: 10);

        Assert.Equal(0.852273f, popularity[new ItemIndex(0)], 5);
        Assert.Equal(0.641152f, popularity[new ItemIndex(1)], 5);
        Assert.Equal(0.325f, popularity[new ItemIndex(2)], 5);
    }

    [Fact]
    public void Values_NoOpinions_Unknown() => Assert.True(float.IsNaN(new Popularity([default, default], 10)[new ItemIndex(1)]));

    [Fact]
    public void Values_OneLike_DoesNotBeatMany()
    {
        Popularity popularity = new([new ItemCounts(1, 0), new ItemCounts(40, 2)], prior: 10);

        Assert.True(popularity[new ItemIndex(1)] > popularity[new ItemIndex(0)]);
    }
}
