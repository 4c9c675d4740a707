using Portal.Domain.Collaborative;
using Portal.Domain.Evaluation;
using Portal.Domain.Ranking.Reranking;

namespace Portal.Tests.Domain.Evaluation;

public sealed class ModelSettingsTests
{
    [Fact]
    public void ApplyTo_Named_ReplacesThoseValuesOnly()
    {
        var trainer = ModelSettings.Parse("lambda=458; mostItems=77").ApplyTo(new EaseTrainer { Dropout = 0.25 });

        Assert.Equal(new EaseTrainer { Lambda = 458, MostItems = 77, Dropout = 0.25 }, trainer);
    }

    [Theory]
    [InlineData("lamda=3", "lamda")]
    [InlineData("lambda", "name=number")]
    [InlineData("lambda=much", "name=number")]
    [InlineData("mostItems=2.5", "whole number")]
    public void ApplyTo_WhatItIsNot_SaysSo(string text, string told)
    {
        var error = Assert.Throws<ArgumentException>(() => ModelSettings.Parse(text).ApplyTo(new EaseTrainer()));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NameWithParameters_MakesThatModel()
    {
        var model = Assert.Single(RankingModels.Find(["ease:lambda=31"]));

        Assert.Equal("ease", model.Name);
        Assert.Equal(31, model.Settings!.ApplyTo(new EaseTrainer()).Lambda);
    }

    [Fact]
    public void Reranking_Short_MeansThePublishedDefinitions()
    {
        Assert.Equal(new RerankOptions { Relevance = 0.8, Variety = 1 - 0.8 }, ListReranking.Parse("mmr=0.8").Options);
        Assert.Equal(new RerankOptions { Relevance = 1 - 0.3, Balance = 0.3 }, ListReranking.Parse("steck=0.3").Options);
        Assert.Equal(new RerankOptions { Balance = 1.4, Imaginary = 2 }, ListReranking.Parse("balance=1.4;imaginary=2").Options);
        Assert.Equal(RelevanceScale.Logarithm, ListReranking.Parse("tail=0.2").Options.Scale);
    }

    [Theory]
    [InlineData("mmr=1.2")]
    [InlineData("steck=")]
    [InlineData("tail=-1")]
    [InlineData("sort=3")]
    public void Reranking_WhatItIsNot_Throws(string text) => Assert.Throws<ArgumentException>(() => ListReranking.Parse(text));
}
