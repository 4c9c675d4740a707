using Microsoft.Extensions.Options;

namespace Portal.Data;

/// <summary>Checked at start, all failures at once.</summary>
internal sealed class DatabaseOptionsValidator(IConfiguration configuration) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        var failures = new List<string>();
        if (!Enum.IsDefined(options.Provider))
        {
            failures.Add($"Database:Provider is {options.Provider}; use Sqlite or SqlServer.");
        }

        if (options.Provider == DatabaseProvider.SqlServer
            && string.IsNullOrWhiteSpace(configuration.GetConnectionString(DatabaseRegistration.ConnectionName)))
        {
            failures.Add($"ConnectionStrings:{DatabaseRegistration.ConnectionName} is empty; with Database:Provider SqlServer it must name the server and the database.");
        }

        if (options.MaxBatchSize is < 1 or > 1000)
        {
            failures.Add($"Database:MaxBatchSize is {options.MaxBatchSize}; use 1 to 1000.");
        }

        if (options.SqlServerCompatibilityLevel is not (150 or 160 or 170))
        {
            failures.Add($"Database:SqlServerCompatibilityLevel is {options.SqlServerCompatibilityLevel}; use 150 (SQL Server 2019), 160 (2022) or 170 (2025).");
        }

        if (options.CommandTimeoutSeconds is < 1 or > 600)
        {
            failures.Add($"Database:CommandTimeoutSeconds is {options.CommandTimeoutSeconds}; use 1 to 600.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
