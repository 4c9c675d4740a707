using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Diagnostics;
using Portal.OfflineEvaluation;

namespace Portal.Tests.Features.OfflineEvaluation;

public sealed class OfflineEvaluatorTests : OfflineScene
{
    private string Uploads => Services.GetRequiredService<DataFolder>().File("evaluation");

    [Fact]
    public async Task Without_a_request_the_usual_models_are_compared_on_the_portals_own_data()
    {
        await ActAsync();

        var report = await Evaluator.RunAsync(null, default);

        Assert.Equal(["popular", "ease", "content", "fused"], report.Report.Results.Select(result => result.Model));
        Assert.Equal((24, 16, 10), (report.Report.Data.Users, report.Report.Data.Items, report.K));
        Assert.Equal(24 * 7, report.Report.Data.Train + report.Report.Data.Test);
        Assert.True(report.Of("ease", "ndcg") > report.Of("popular", "ndcg"), report.ToCsv());
        Assert.Equal(["film", "book"], report.Breakdowns[1].Kinds.Select(kind => kind.Group));
        Assert.Equal(report.ToJson(), Assert.Single(await Reports.ListAsync(default)).Report.ToJson());
    }

    [Fact]
    public async Task Uploaded_files_are_evaluated_and_gone_afterwards()
    {
        StringBuilder train = new(), test = new();
        for (var user = 0; user < 30; user++)
        {
            train.AppendLine(CultureInfo.InvariantCulture, $"u{user}\ti{user % 3}\nu{user}\tj{user % 3}");
            test.AppendLine(CultureInfo.InvariantCulture, $"u{user}\tk{user % 3}");
        }

        await Requests.SaveAsync(new OfflineRequest { Protocol = "holdout", Models = ["popular", "itemknn"] }, [Chosen("train", "../my train.tsv", train), Chosen("test", "t.tsv", test)], Admin, default);
        Assert.Equal(["my train.tsv", "t.tsv"], (await Requests.FindAsync(default))!.Files.Values.Order());
        Assert.Single(Directory.GetDirectories(Uploads));

        var report = await Evaluator.RunAsync(null, default);

        Assert.Equal(("holdout", 30), (report.Report.Protocol, report.Report.Data.Users));
        Assert.Empty(Directory.GetDirectories(Uploads));
        Assert.Null(await Requests.FindAsync(default));
    }

    [Fact]
    public async Task A_malformed_file_is_told_by_its_own_name_and_line()
    {
        await Requests.SaveAsync(new OfflineRequest { Models = ["popular"] }, [Chosen("ratings", "mine.csv", new StringBuilder("u,a,5,1\nu,b,five,2\n"))], Admin, default);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Evaluator.RunAsync(null, default));

        Assert.StartsWith("mine.csv, line 2: expected a number as rating", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Reports.ListAsync(default));
        Assert.Null(await Requests.FindAsync(default));
    }

    [Fact]
    public async Task A_program_that_ends_takes_the_request_up_again()
    {
        await ActAsync();
        await Requests.SaveAsync(new OfflineRequest { Models = ["ease"] }, [], Admin, default);
        using CancellationTokenSource stop = new();
        Relay relay = new(_ =>
        {
            Lifetime.StopApplication();
            stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Evaluator.RunAsync(relay, stop.Token));

        Assert.Equal(["ease"], (await Requests.FindAsync(default))!.Models);
    }

    [Fact]
    public async Task Nonsense_is_refused_before_anything_is_stored()
    {
        await Refused(new OfflineRequest { Models = [] }, "No model");
        await Refused(new OfflineRequest { Models = ["magic"] }, "'magic'");
        await Refused(new OfflineRequest { Protocol = "holdout" }, "needs files");
        await Refused(new OfflineRequest { Protocol = "holdout" }, "'test'", Chosen("train", "a", new StringBuilder("u i")));
        Assert.Null(await Requests.FindAsync(default));
        Assert.False(Directory.Exists(Uploads));

        async Task Refused(OfflineRequest request, string word, params ChosenFile[] files) =>
            Assert.Contains(word, (await Assert.ThrowsAsync<ArgumentException>(() => Requests.SaveAsync(request, files, Admin, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_without_history_says_what_is_missing()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Evaluator.RunAsync(null, default));

        Assert.Equal("0 times somebody took to an item of the catalogue: nothing can be held back.", error.Message);
    }

    private static ChosenFile Chosen(string role, string name, StringBuilder text) => new(role, name, () => new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())));

    private sealed class Relay(Action<WorkProgress> report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report(value);
    }
}
