using Microsoft.Extensions.Options;
using Portal.Domain.Embedding;

namespace Portal.Engine;

/// <summary>Every failure at once, each with its key, its value and what is allowed. Whether the model itself is sound is found out when it is loaded.</summary>
internal sealed class EncoderOptionsValidator : IValidateOptions<EncoderOptions>
{
    public ValidateOptionsResult Validate(string? name, EncoderOptions options)
    {
        List<string> failures = [];
        Defined(failures, nameof(options.Kind), options.Kind);
        Defined(failures, nameof(options.Precision), options.Precision);
        Defined(failures, nameof(options.ExecutionProvider), options.ExecutionProvider);
        Range(failures, nameof(options.Threads), options.Threads, 0, 256);
        Range(failures, nameof(options.TimeoutSeconds), options.TimeoutSeconds, 1, 600);
        Range(failures, nameof(options.Dimensions), options.Dimensions, 0, 8192);
        if (options.Kind == EncoderKind.Pack && options.PackId.Length == 0)
        {
            failures.Add($"{Key(nameof(options.PackId))} is empty, and {Key(nameof(options.Kind))} is Pack; name a folder under encoders in the data folder.");
        }

        if (options.Kind == EncoderKind.OpenAi)
        {
            if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                failures.Add($"{Key(nameof(options.Endpoint))} is not an http or https address, and {Key(nameof(options.Kind))} is OpenAi; the form is https://host.example.");
            }

            if (options.Model.Length == 0)
            {
                failures.Add($"{Key(nameof(options.Model))} is empty, and {Key(nameof(options.Kind))} is OpenAi; name the endpoint's model.");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Defined<T>(List<string> failures, string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            failures.Add($"{Key(name)} is '{value}'; allowed are {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }

    private static void Range(List<string> failures, string name, int value, int min, int max)
    {
        if (value < min || value > max)
        {
            failures.Add($"{Key(name)} is {value}; allowed are {min} to {max}.");
        }
    }

    private static string Key(string name) => $"{EncoderOptions.Section}:{name}";
}
