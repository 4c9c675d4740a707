namespace Portal.Domain.Language.Chat;

/// <summary>An OpenAI-compatible chat endpoint. What is sent to it leaves this machine.</summary>
/// <param name="Address">Full address of the chat call.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="ApiKey">The key; empty for none.</param>
/// <param name="Timeout">How long an answer may take, a second attempt and the pause before it among it.</param>
public sealed record ChatEndpoint(Uri Address, string Model, string ApiKey, TimeSpan Timeout)
{
    /// <summary>Host, with the port where it is not the usual one: a name for the endpoint that holds no secret.</summary>
    public string Host => Address.Authority;

    /// <summary>Makes the address of the chat call out of a base address, with or without <c>/v1</c> at its end.</summary>
    public static Uri AddressOf(Uri baseAddress)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        var path = baseAddress.AbsolutePath.TrimEnd('/');
        return new Uri(baseAddress, $"{path}{(path.EndsWith("/v1", StringComparison.Ordinal) ? "" : "/v1")}/chat/completions");
    }

    /// <summary>Everything but the key.</summary>
    public override string ToString() => $"{Model} at {Host}";
}
