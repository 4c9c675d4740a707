using System.Collections;
using System.Globalization;
using System.Resources;
using Portal.Accounts;

namespace Portal.Tests.Features.Accounts;

public sealed class AccountTextTests
{
    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var english = Read(CultureInfo.InvariantCulture);
        var chinese = Read(CultureInfo.GetCultureInfo("zh-Hans"));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english.Values.Concat(chinese.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.All(english, pair => Assert.Equal(pair.Value.Contains("{0}", StringComparison.Ordinal), chinese[pair.Key].Contains("{0}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Texts_about_the_password_name_the_rule_that_holds()
    {
        var texts = Read(CultureInfo.InvariantCulture);

        Assert.Contains($"{AccountOptions.MinPasswordLength} to {AccountOptions.MaxPasswordLength} characters", texts["PasswordRule"], StringComparison.Ordinal);
        Assert.Contains($"At least {AccountOptions.MinPasswordLength} characters", texts["PasswordHint"], StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Read(CultureInfo culture)
    {
        ResourceManager resources = new(typeof(AccountText).FullName!, typeof(AccountText).Assembly);
        return resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }
}
