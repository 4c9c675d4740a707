using Portal.Data;

namespace Portal.Tests.Features.Startup;

public sealed class DatabaseErrorsTests
{
    [Theory]
    [InlineData(18456, 14, "refused the login; correct the user and the password in ConnectionStrings:Portal.")]
    [InlineData(4060, 11, "correct the name, or grant the login access.")]
    [InlineData(262, 14, "create it yourself, or use a login with that right in ConnectionStrings:Portal.")]
    [InlineData(229, 14, "use a login that owns the database in ConnectionStrings:Portal.")]
    [InlineData(-2, 11, "raise Database:CommandTimeoutSeconds, or look at the server's load.")]
    [InlineData(53, 20, "cannot be reached (The pipe is closed); start it, correct the connection string, or set Database:Provider to Sqlite.")]
    [InlineData(10061, 20, "cannot be reached (The pipe is closed); start it, correct the connection string, or set Database:Provider to Sqlite.")]
    [InlineData(8134, 16, "failed with error 8134: The pipe is closed")]
    public void ExplainSqlServer_KnownCode_SaysWhatToDo(int number, byte severity, string end)
    {
        var sentence = DatabaseErrors.ExplainSqlServer(number, severity, "The pipe is closed. Details follow.\r\nMore.", "db7");

        Assert.StartsWith("The SQL Server db7 ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(end, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(26, "is not a database")]
    [InlineData(11, "is damaged")]
    [InlineData(14, "cannot be opened")]
    [InlineData(8, "cannot be written")]
    [InlineData(13, "is full")]
    [InlineData(5, "is locked by another program")]
    [InlineData(1, "failed: no such column")]
    public void ExplainSqlite_KnownCode_SaysWhatIsWrong(int code, string words)
    {
        var sentence = DatabaseErrors.ExplainSqlite(code, "no such column", "/srv/portal.db");

        Assert.Contains("/srv/portal.db", sentence, StringComparison.Ordinal);
        Assert.Contains(words, sentence, StringComparison.Ordinal);
    }
}
