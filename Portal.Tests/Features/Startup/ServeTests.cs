using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Startup;

/// <summary>The program from outside: what it prints, and how it ends.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_says_where_it_listens_refuses_a_second_and_stops_when_asked()
    {
        using PortalProcess portal = new(Arguments());
        await portal.ListenAsync();

        var address = Regex.Match(portal.Output, @"^Portal listens on (http://127\.0\.0\.1:\d+) \(demo: sign in with one click\)\r?$", RegexOptions.Multiline);
        Assert.True(address.Success, portal.Output);
        using HttpClient http = new();
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri($"{address.Groups[1].Value}/health/live")));

        var (code, output) = await PortalProcess.RunAsync(Arguments());
        Assert.Equal(1, code);
        Assert.Equal($"Another portal (process {portal.Id}) already uses the data folder {_folder.FullName}; stop it or set Portal:DataFolder.", output.Trim());

        Assert.Equal(0, await portal.StopAsync("TERM"));
        Assert.False(File.Exists(_folder.File("portal.pid")));
    }

    [Fact]
    public async Task Serve_without_the_demo_offers_no_click()
    {
        using PortalProcess portal = new([.. Arguments(), "--Portal:Demo=false"]);
        await portal.ListenAsync();

        Assert.DoesNotContain("one click", portal.Output, StringComparison.Ordinal);
        await portal.StopAsync("TERM");
    }

    [Fact]
    public async Task Killed_portal_leaves_nothing_that_blocks_the_next()
    {
        string[] serve = [.. Arguments(), "--Portal:Demo=false"];
        using (PortalProcess killed = new(serve))
        {
            await killed.ListenAsync();
            await killed.StopAsync("KILL");
        }

        using PortalProcess next = new(serve);
        await next.ListenAsync();

        Assert.Equal($"{next.Id}", await File.ReadAllTextAsync(_folder.File("portal.pid")));
        await next.StopAsync("TERM");
    }

    [Fact]
    public async Task Failed_start_prints_one_sentence_and_no_stack_trace()
    {
        await File.WriteAllTextAsync(_folder.File("portal.db"), "this was never a database");

        var (code, output) = await PortalProcess.RunAsync(Arguments());

        Assert.Equal(1, code);
        Assert.StartsWith($"The file {_folder.File("portal.db")} is not a database;", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Fact]
    public async Task Address_in_use_is_named_with_the_remedy()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();

        var (code, output) = await PortalProcess.RunAsync($"--Portal:DataFolder={_folder.FullName}", "--Portal:Demo=false", $"--urls=http://{listener.LocalEndpoint}");

        Assert.Equal(1, code);
        Assert.EndsWith("address already in use; stop the program that uses it, or choose another address with --urls.", output.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_creates_the_database_once()
    {
        var (first, created) = await PortalProcess.RunAsync("migrate", $"--Portal:DataFolder={_folder.FullName}");
        var (second, kept) = await PortalProcess.RunAsync("migrate", $"--Portal:DataFolder={_folder.FullName}");

        Assert.Equal((0, 0), (first, second));
        Assert.Matches(@"^Applied \d+_Initial\b", created);
        Assert.Equal("The database is up to date.", kept.Trim());
    }

    [Fact]
    public async Task Version_is_printed()
    {
        var (code, output) = await PortalProcess.RunAsync("--version");

        Assert.Equal(0, code);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", output);
    }

    private string[] Arguments() => ["serve", $"--Portal:DataFolder={_folder.FullName}", "--urls=http://127.0.0.1:0"];
}
