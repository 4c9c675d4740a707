using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Data.Entities;
using Portal.Importing;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Importing;

public sealed class ImportMapperTests : PortalBunitContext
{
    private static readonly PreviewPart Part = new(
        "events.csv", 3 << 20, ImportSubject.Interactions, ["who", "what", "when"], new Dictionary<string, string> { ["person"] = "who", ["item"] = "what" },
        [new PreviewRow(2, ["p1", "a"], null), new PreviewRow(3, [], "There is no item.")], null, null);

    private ImportOptions? _chosen;

    [Fact]
    public void A_column_is_given_to_a_field_and_taken_from_it()
    {
        var mapper = Mapper(Part);

        Act(() => Select(mapper, "time").Change("when"));
        Assert.Equal(["item=what", "person=who", "time=when"], Chosen());

        Act(() => Select(mapper, "item").Change(""));
        Assert.Equal(["person=who"], Chosen());
        Assert.Equal(ImportSubject.Interactions, _chosen!.Subject);
    }

    [Fact]
    public void Another_subject_has_its_columns_found_anew()
    {
        Act(() => Mapper(Part).Find("select").Change("People"));

        Assert.Equal((ImportSubject.People, null), (_chosen!.Subject, _chosen.Columns));
    }

    [Fact]
    public void The_first_rows_are_shown_as_they_are_understood_and_a_bad_one_with_its_reason()
    {
        var mapper = Mapper(Part);

        Assert.Equal(["Line", "Person", "Item"], mapper.FindAll("thead th").Select(cell => cell.TextContent));
        Assert.Equal(["2", "p1", "a"], mapper.FindAll("tbody tr")[0].Children.Select(cell => cell.TextContent));
        Assert.Equal(["3", "There is no item."], mapper.FindAll("tbody tr")[1].Children.Select(cell => cell.TextContent));
        Assert.Equal("who", Select(mapper, "person").GetAttribute("value"));
    }

    [Fact]
    public void What_cannot_be_mapped_offers_nothing_to_choose_and_a_problem_is_said()
    {
        var mapper = Mapper(Part with { Problem = "events.csv has no column 'x'." }, editable: false);

        Assert.Empty(mapper.FindAll("select"));
        Assert.Equal("events.csv has no column 'x'.", mapper.Find("[role=alert]").TextContent);
    }

    private static IElement Select(IRenderedComponent<ImportMapper> mapper, string field) => mapper.Find($"select[data-field={field}]");

    private IEnumerable<string> Chosen() => _chosen!.Columns!.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);

    private IRenderedComponent<ImportMapper> Mapper(PreviewPart part, bool editable = true) => Render<ImportMapper>(parameters => parameters
        .Add(mapper => mapper.Part, part)
        .Add(mapper => mapper.Editable, editable)
        .Add(mapper => mapper.Options, new ImportOptions())
        .Add(mapper => mapper.OptionsChanged, (ImportOptions options) => _chosen = options));
}
