using Microsoft.Extensions.Options;

namespace Portal.Engine;

/// <summary>Every failure at once, each with its key, its value and what is allowed. Whether the endpoint works is found out when it is asked.</summary>
internal sealed class ChatOptionsValidator : IValidateOptions<ChatOptions>
{
    private const int MostSeconds = 60;

    public ValidateOptionsResult Validate(string? name, ChatOptions options)
    {
        List<string> failures = [];
        if (options.TimeoutSeconds is < 1 or > MostSeconds)
        {
            failures.Add($"{Key(nameof(options.TimeoutSeconds))} is {options.TimeoutSeconds}; allowed are 1 to {MostSeconds}.");
        }

        if (options.ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            failures.Add($"{Key(nameof(options.ApiKey))} has a space, line end or other character that no key has; paste it again.");
        }

        if (options.Endpoint.Length == 0)
        {
            if (options.Model.Length + options.ApiKey.Length > 0)
            {
                failures.Add($"{Key(nameof(options.Endpoint))} is empty, but {Key(options.Model.Length > 0 ? nameof(options.Model) : nameof(options.ApiKey))} is set; name the endpoint, or neither.");
            }
        }
        else
        {
            if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                failures.Add($"{Key(nameof(options.Endpoint))} is not an http or https address; the form is https://host.example.");
            }
            else if (address.UserInfo.Length > 0 || address.Query.Length > 0)
            {
                failures.Add($"{Key(nameof(options.Endpoint))} may hold neither a user name nor a query; put the key into {Key(nameof(options.ApiKey))}.");
            }

            if (string.IsNullOrWhiteSpace(options.Model))
            {
                failures.Add($"{Key(nameof(options.Model))} is empty; name the endpoint's model.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string Key(string name) => $"{ChatOptions.Section}:{name}";
}
