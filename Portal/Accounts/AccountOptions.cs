using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Portal.Accounts;

/// <summary>Section <c>Accounts</c>: the first administrator, registration and sessions.</summary>
public sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>Shortest password, in characters. There is no other rule about its composition.</summary>
    public const int MinPasswordLength = 10;

    public const int MaxPasswordLength = 128;

    /// <summary>E-mail of the administrator that is created when there is none; empty: the first to register becomes it.</summary>
    public string AdminEmail { get; set; } = "";

    /// <summary>Password of that administrator. Keep it out of files: <c>Accounts__AdminPassword</c> in the environment.</summary>
    public string AdminPassword { get; set; } = "";

    /// <summary>Whether people may register themselves.</summary>
    public bool AllowRegistration { get; set; } = true;

    /// <summary>Days without a visit after which one has to sign in again, 1..365.</summary>
    public int SessionDays { get; set; } = 14;

    /// <summary>Sign-in and registration attempts that one address may make in a minute, 1..10000.</summary>
    public int AttemptsPerMinute { get; set; } = 10;
}

internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        List<string> failures = [];
        if ((options.AdminEmail.Length == 0) != (options.AdminPassword.Length == 0))
        {
            var (set, missing) = options.AdminEmail.Length == 0
                ? (nameof(AccountOptions.AdminPassword), nameof(AccountOptions.AdminEmail))
                : (nameof(AccountOptions.AdminEmail), nameof(AccountOptions.AdminPassword));
            failures.Add($"{Key(set)} is set but {Key(missing)} is not; set both or neither.");
        }

        if (options.AdminEmail.Length > 0 && !EmailRule.Accepts(options.AdminEmail))
        {
            failures.Add($"{Key(nameof(options.AdminEmail))} is '{options.AdminEmail}'; it must be an e-mail address such as ann@example.org.");
        }

        // The value of a password has no place in a log: its length is what the rule is about.
        if (options.AdminPassword.Length is > 0 and (< AccountOptions.MinPasswordLength or > AccountOptions.MaxPasswordLength))
        {
            failures.Add($"{Key(nameof(options.AdminPassword))} has {options.AdminPassword.Length} characters; it must have {AccountOptions.MinPasswordLength} to {AccountOptions.MaxPasswordLength}.");
        }

        Range(failures, nameof(options.SessionDays), options.SessionDays, 1, 365);
        Range(failures, nameof(options.AttemptsPerMinute), options.AttemptsPerMinute, 1, 10_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Range(List<string> failures, string name, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            failures.Add($"{Key(name)} is {value}; it must be {min} to {max}.");
        }
    }

    private static string Key(string name) => $"{AccountOptions.Section}:{name}";
}

/// <summary>What passes for an e-mail address here: nothing is ever sent to it, so the rule is only about typing errors.</summary>
internal static class EmailRule
{
    private const int MaxLength = 256;

    private static readonly EmailAddressAttribute Attribute = new();

    public static bool Accepts(string email) =>
        email.Length <= MaxLength
        && Attribute.IsValid(email)
        && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
