using Portal.Accounts;

namespace Portal.Tests.Features.Accounts;

public sealed class AccountOptionsTests
{
    [Fact]
    public void Defaults_are_valid() => Assert.True(new AccountOptionsValidator().Validate(null, new AccountOptions()).Succeeded);

    public static TheoryData<AccountOptions, string> Rules => new()
    {
        { new() { SessionDays = 0 }, "Accounts:SessionDays is 0; it must be 1 to 365." },
        { new() { SessionDays = 366 }, "Accounts:SessionDays is 366; it must be 1 to 365." },
        { new() { AttemptsPerMinute = 0 }, "Accounts:AttemptsPerMinute is 0; it must be 1 to 10000." },
        { new() { AdminEmail = "root", AdminPassword = "a long enough one" }, "Accounts:AdminEmail is 'root'; it must be an e-mail address such as ann@example.org." },
        { new() { AdminEmail = "root@example.org" }, "Accounts:AdminEmail is set but Accounts:AdminPassword is not; set both or neither." },
        { new() { AdminPassword = "a long enough one" }, "Accounts:AdminPassword is set but Accounts:AdminEmail is not; set both or neither." },
        { new() { AdminEmail = "root@example.org", AdminPassword = "short" }, "Accounts:AdminPassword has 5 characters; it must have 10 to 128." },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Broken_rule_names_key_value_and_rule(AccountOptions options, string message)
    {
        var result = new AccountOptionsValidator().Validate(null, options);

        Assert.Equal([message], result.Failures!);
    }

    [Fact]
    public void All_failures_come_at_once()
    {
        var result = new AccountOptionsValidator().Validate(null, new AccountOptions { SessionDays = -1, AttemptsPerMinute = -1, AdminEmail = "x" });

        Assert.Equal(4, result.Failures!.Count());
    }
}
