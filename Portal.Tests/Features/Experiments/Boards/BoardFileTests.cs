using System.Globalization;
using Bunit;
using FsCheck;
using FsCheck.Fluent;
using Portal.Data.Entities;
using Portal.Experiments;
using Portal.Experiments.Boards;

namespace Portal.Tests.Features.Experiments.Boards;

public sealed class BoardFileTests : BoardScene
{
    public static TheoryData<string> Views => [.. BoardChoice.Views];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_number_that_the_page_shows_is_in_the_file(string view)
    {
        var board = await StoreAsync(new DrawnExperiment { Lifts = [0.25, -0.1], MoreAgainst = 0.6, Mixed = 0.004, Units = 2500 });
        var numbers = Numbers(board);
        var page = Open($"?view={view}&variant=2&metric={(view == BoardChoice.Spread ? "latency-p95" : "likes-per-unit")}");
        for (var row = 0; row < 5; row++)
        {
            Act(() => page.FindAll(".scorecard-row__name")[row].Click());
        }

        var shown = page.FindAll("data").Select(data => data.GetAttribute("value")!).ToList();

        Assert.True(shown.Count > 300, $"Only {shown.Count} numbers are shown.");
        Assert.DoesNotContain(shown, number => !numbers.Contains(number));
    }

    [Fact]
    public async Task The_numbers_of_an_interleaving_and_a_bandit_are_in_the_file()
    {
        var (bandit, shares) = DrawnExperiment.Bandit();
        var board = await StoreAsync(new DrawnExperiment().Plan, new ExperimentReading { Bandit = bandit, Interleaving = DrawnExperiment.Preferences(61, 40, 9) }, ExperimentMode.Bandit, shares);
        var numbers = Numbers(board);

        var shown = Open().FindAll("data").Select(data => data.GetAttribute("value")!).ToList();

        Assert.True(shown.Count > 30, $"Only {shown.Count} numbers are shown.");
        Assert.DoesNotContain(shown, number => !numbers.Contains(number));
    }

    [Fact]
    public void Whatever_names_people_give_the_file_keeps_its_columns_and_runs_nothing()
    {
        var report = new DrawnExperiment { Units = 60, Length = TimeSpan.FromDays(2) }.Report();
        var names = Gen.Elements("=1+1", "+cmd", "-2", "@a", "a,b", "a\"b", "two\nlines", "plain", "\tTab").ArrayOf(2).ToArbitrary();

        Prop.ForAll(names, pair =>
        {
            var plan = new DrawnExperiment().Plan;
            plan = plan with { Variants = [.. plan.Variants.Zip(pair, (variant, name) => variant with { Name = name })] };
            var csv = BoardFile.Csv(new Board(ExperimentView.Of(DrawnExperiment.Entity(Key, plan)), [], new StoredResult(1, DrawnExperiment.Start, 60, new ExperimentReading { Report = report })));
            var cells = Read(csv);

            Assert.All(cells, row => Assert.Equal(11, row.Count));
            Assert.All(cells.Skip(1), row => Assert.False(row[5].Length > 0 && "=+-@\t\r".Contains(row[5][0], StringComparison.Ordinal), $"'{row[5]}' would be run."));
            Assert.All(cells.Skip(1), row => Assert.Equal(row[10], BoardFormat.Exact(double.Parse(row[10], CultureInfo.InvariantCulture))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Fact]
    public async Task A_reading_comes_back_as_it_was_stored_and_does_not_grow_with_the_units()
    {
        var (few, many) = (new DrawnExperiment { Units = 800 }, new DrawnExperiment { Units = 8000 });
        var board = await StoreAsync(few);

        Assert.Equal(few.Report().ToJson(), board.Report!.ToJson());
        var (small, large) = (new ExperimentReading { Report = few.Report() }.ToJson().Length, new ExperimentReading { Report = many.Report() }.ToJson().Length);
        Assert.InRange(large / (double)small, 0.9, 1.1);
        Assert.Contains("\"simulated\": false", BoardFile.Json(board), StringComparison.Ordinal);
    }

    private static HashSet<string> Numbers(Board board) => [.. Read(BoardFile.Csv(board)).Skip(1).Select(row => row[10])];

    // Cells of a table whose texts may be quoted.
    private static List<List<string>> Read(string csv)
    {
        List<List<string>> rows = [[""]];
        var quoted = false;
        foreach (var letter in csv.TrimEnd('\r', '\n'))
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && letter is ',')
            {
                rows[^1].Add("");
            }
            else if (!quoted && letter == '\n')
            {
                rows.Add([""]);
            }
            else
            {
                rows[^1][^1] += letter;
            }
        }

        return rows;
    }
}
