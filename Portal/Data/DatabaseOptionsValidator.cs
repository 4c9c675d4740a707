using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Options;

namespace Portal.Data;

/// <summary>Every failure at once, each with its key, its value and what is allowed.</summary>
internal sealed class DatabaseOptionsValidator(IConfiguration configuration) : IValidateOptions<DatabaseOptions>
{
    private static readonly int[] CompatibilityLevels = [150, 160, 170];

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        List<string> failures = [];
        if (!Enum.IsDefined(options.Provider))
        {
            failures.Add($"Database:Provider is '{options.Provider}'; allowed are {string.Join(", ", Enum.GetNames<DatabaseProvider>())}.");
        }

        CheckRange(failures, nameof(options.MaxBatchSize), options.MaxBatchSize, 1, 1000);
        CheckRange(failures, nameof(options.CommandTimeoutSeconds), options.CommandTimeoutSeconds, 1, 600);
        if (!CompatibilityLevels.Contains(options.SqlServerCompatibilityLevel))
        {
            failures.Add($"Database:SqlServerCompatibilityLevel is {options.SqlServerCompatibilityLevel}; allowed are {string.Join(", ", CompatibilityLevels)}.");
        }

        if (options.Provider == DatabaseProvider.SqlServer)
        {
            CheckConnectionString(failures, configuration.GetConnectionString(DatabaseRegistration.ConnectionName));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckRange(List<string> failures, string key, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            failures.Add($"Database:{key} is {value}; allowed are {min} to {max}.");
        }
    }

    // The value itself is never repeated: it may hold a password.
    private static void CheckConnectionString(List<string> failures, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            failures.Add("ConnectionStrings:Portal is empty, and Database:Provider is SqlServer; give a connection string such as Server=...;Database=Portal;User ID=...;Password=..., or set Database:Provider to Sqlite.");
            return;
        }

        try
        {
            if (new SqlConnectionStringBuilder(value).DataSource.Length == 0)
            {
                failures.Add("ConnectionStrings:Portal names no server; add Server=...");
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            failures.Add($"ConnectionStrings:Portal is not a SQL Server connection string ({e.Message.TrimEnd('.')}); the form is Server=...;Database=...;User ID=...;Password=...");
        }
    }
}
