namespace Portal.Engine;

/// <summary>Settings of the chat endpoint, which is asked only where one is named.</summary>
public sealed class ChatOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Chat";

    /// <summary>Base address of an OpenAI-compatible endpoint, e.g. <c>https://host.example</c>; empty for none, and nothing is sent anywhere.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Name of the endpoint's model.</summary>
    public string Model { get; set; } = "";

    /// <summary>Key of the endpoint; empty where it asks for none. Never logged or shown.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Seconds that an answer may take, from 1 to 60; after that the portal's own words are used.</summary>
    public int TimeoutSeconds { get; set; } = 8;
}
