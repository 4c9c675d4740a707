namespace Portal.Domain.Embedding.OpenAi;

/// <summary>Address and settings of an OpenAI-compatible embeddings endpoint; validated.</summary>
/// <param name="Address">Full address of the embeddings call.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="ApiKey">The key; empty for none.</param>
/// <param name="Dimensions">Length of vector to ask for; null for the model's own.</param>
/// <param name="Timeout">How long to wait for one answer.</param>
internal sealed record EmbeddingsEndpoint(Uri Address, string Model, string ApiKey, int? Dimensions, TimeSpan Timeout)
{
    private const int LargestDimensions = 8192;
    private const int LongestTimeoutSeconds = 600;

    /// <summary>Host, with the port where it is not the usual one: a name for the endpoint that holds no secret.</summary>
    public string Host => Address.Authority;

    /// <exception cref="TextEncoderException">A setting is missing or out of range.</exception>
    public static EmbeddingsEndpoint From(EncoderOptions options)
    {
        var baseAddress = BaseAddress(options);
        CheckOthers(options);
        var path = baseAddress.AbsolutePath.TrimEnd('/');
        var version = path.EndsWith("/v1", StringComparison.Ordinal) ? "" : "/v1";
        return new EmbeddingsEndpoint(
            new Uri(baseAddress, $"{path}{version}/embeddings"),
            options.Model,
            options.ApiKey,
            options.Dimensions == 0 ? null : options.Dimensions,
            TimeSpan.FromSeconds(options.TimeoutSeconds));
    }

    /// <summary>Everything but the key.</summary>
    public override string ToString() => $"{Model} at {Host}";

    private static Uri BaseAddress(EncoderOptions options)
    {
        if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var baseAddress) || (baseAddress.Scheme != Uri.UriSchemeHttps && baseAddress.Scheme != Uri.UriSchemeHttp))
        {
            var shown = options.Endpoint.Contains('@', StringComparison.Ordinal) ? "***" : options.Endpoint; // what precedes an @ may be a password
            throw Refusal(nameof(options.Endpoint), shown, "must be an http or https address, e.g. https://host.example");
        }

        if (baseAddress.UserInfo.Length > 0 || baseAddress.Query.Length > 0)
        {
            throw Refusal(nameof(options.Endpoint), baseAddress.Authority, $"may hold neither a user name nor a query; put the key into {EncoderOptions.Section}:{nameof(options.ApiKey)}");
        }

        return baseAddress;
    }

    private static void CheckOthers(EncoderOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            throw Refusal(nameof(options.Model), options.Model, "must name the endpoint's model");
        }

        if (options.ApiKey.Any(c => c is <= ' ' or > '~'))
        {
            throw new TextEncoderException($"{EncoderOptions.Section}:{nameof(options.ApiKey)} has a space, line end or other character that no key has; paste it again.");
        }

        if (options.Dimensions is < 0 or > LargestDimensions)
        {
            throw Refusal(nameof(options.Dimensions), $"{options.Dimensions}", $"must be from 0 (the model's own) to {LargestDimensions}");
        }

        if (options.TimeoutSeconds is < 1 or > LongestTimeoutSeconds)
        {
            throw Refusal(nameof(options.TimeoutSeconds), $"{options.TimeoutSeconds}", $"must be from 1 to {LongestTimeoutSeconds}");
        }
    }

    private static TextEncoderException Refusal(string setting, string value, string rule) =>
        new($"{EncoderOptions.Section}:{setting} is '{value}', but {rule}.");
}
