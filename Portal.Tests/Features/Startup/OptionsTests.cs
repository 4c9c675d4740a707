using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Startup;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Startup;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void DataFolder_Empty_IsRefused(string folder)
    {
        var result = new PortalOptionsValidator().Validate(null, new PortalOptions { DataFolder = folder });

        Assert.Equal(["Portal:DataFolder is empty; give a folder, e.g. data or /srv/portal."], result.Failures);
    }

    [Fact]
    public void DataFolder_InvalidCharacter_IsRefused()
    {
        var result = new PortalOptionsValidator().Validate(null, new PortalOptions { DataFolder = "data\0" });

        Assert.Equal(["Portal:DataFolder is 'data?'; a folder's name cannot contain this character."], result.Failures);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void MaxBatchSize_OutsideItsRange_IsRefused(int value)
    {
        Assert.Equal([$"Database:MaxBatchSize is {value}; allowed are 1 to 1000."], Validate(new DatabaseOptions { MaxBatchSize = value }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(601)]
    public void CommandTimeoutSeconds_OutsideItsRange_IsRefused(int value)
    {
        Assert.Equal([$"Database:CommandTimeoutSeconds is {value}; allowed are 1 to 600."], Validate(new DatabaseOptions { CommandTimeoutSeconds = value }));
    }

    [Theory]
    [InlineData(120)]
    [InlineData(155)]
    public void SqlServerCompatibilityLevel_Unknown_IsRefused(int value)
    {
        var failure = Assert.Single(Validate(new DatabaseOptions { SqlServerCompatibilityLevel = value }));

        Assert.Matches($@"^Database:SqlServerCompatibilityLevel is {value}; allowed are [\d, ]*150, 160, 170\.$", failure);
    }

    [Fact]
    public void Provider_UnknownNumber_IsRefused()
    {
        Assert.Equal(["Database:Provider is '7'; allowed are Sqlite, SqlServer."], Validate(new DatabaseOptions { Provider = (DatabaseProvider)7 }));
    }

    [Theory]
    [InlineData("", "is empty, and Database:Provider is SqlServer")]
    [InlineData("Nonsense", "is not a SQL Server connection string")]
    [InlineData("Server=db;Colour=red", "is not a SQL Server connection string")]
    [InlineData("Database=Portal;Password=secret", "names no server")]
    public void ConnectionString_Unusable_IsRefusedWithoutRepeatingIt(string value, string words)
    {
        var failure = Assert.Single(Validate(new DatabaseOptions { Provider = DatabaseProvider.SqlServer }, value));

        Assert.StartsWith("ConnectionStrings:Portal ", failure, StringComparison.Ordinal);
        Assert.Contains(words, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 150)]
    [InlineData(1000, 600, 170)]
    public void Database_ValuesAtTheirLimits_AreTaken(int batch, int timeout, int level)
    {
        DatabaseOptions options = new() { Provider = DatabaseProvider.SqlServer, MaxBatchSize = batch, CommandTimeoutSeconds = timeout, SqlServerCompatibilityLevel = level };

        Assert.Empty(Validate(options, "Server=db;Database=Portal;User ID=a;Password=b"));
    }

    [Fact]
    public async Task Start_SeveralWrongValues_TellsThemAll()
    {
        using var host = StartupHost.Create("", null, ("Database:MaxBatchSize", "0"), ("Database:CommandTimeoutSeconds", "-3"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.Equal(
            [
                "Database:CommandTimeoutSeconds is -3; allowed are 1 to 600.",
                "Database:MaxBatchSize is 0; allowed are 1 to 1000.",
                "Portal:DataFolder is empty; give a folder, e.g. data or /srv/portal.",
            ],
            StartupErrors.Explain(error)!.Split(Environment.NewLine).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database:Provider is 'Oracle'; allowed are Sqlite, SqlServer.")]
    [InlineData("Database:MaxBatchSize", "many", "Database:MaxBatchSize is 'many'; a whole number is wanted.")]
    [InlineData("Portal:Demo", "perhaps", "Portal:Demo is 'perhaps'; allowed are true, false.")]
    public async Task Start_ValueOfAnotherKind_TellsWhatIsAllowed(string key, string value, string sentence)
    {
        using TestFolder folder = new();

        var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var host = StartupHost.Create(folder.FullName, null, (key, value));
            await host.StartAsync();
        });

        Assert.Equal(sentence, StartupErrors.Explain(error));
    }

    [Fact]
    public void Explain_SettingsFileThatIsNoJson_NamesFileAndLine()
    {
        using TestFolder folder = new();
        File.WriteAllText(folder.File("appsettings.json"), "{\n  \"Portal\": {\n    oops\n}");

        var error = Assert.ThrowsAny<Exception>(() => new ConfigurationBuilder().AddJsonFile(folder.File("appsettings.json")).Build());

        Assert.Matches(new Regex("appsettings\\.json'?: it is not JSON, look at line 3\\.$"), StartupErrors.Explain(error)!);
    }

    private static IEnumerable<string> Validate(DatabaseOptions options, string connection = "") =>
        new DatabaseOptionsValidator(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", connection)]).Build())
            .Validate(Options.DefaultName, options).Failures ?? [];
}
