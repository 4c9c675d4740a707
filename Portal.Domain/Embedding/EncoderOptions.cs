namespace Portal.Domain.Embedding;

/// <summary>Which kind of encoder makes the vectors.</summary>
public enum EncoderKind
{
    /// <summary>The built-in one, Universal Sentence Encoder Lite: English, on this machine.</summary>
    UseLite,

    /// <summary>A model pack from the data folder, on this machine.</summary>
    Pack,

    /// <summary>An OpenAI-compatible endpoint: texts leave this machine.</summary>
    OpenAi,

    /// <summary>None: everything is found by its words alone.</summary>
    None,
}

/// <summary>In which numbers the built-in encoder computes. Each has vectors of its own, so a change means embedding anew.</summary>
public enum EncoderPrecision
{
    /// <summary>Small and fast on CPUs.</summary>
#pragma warning disable CA1720 // the number format bears that name everywhere
    Int8,
#pragma warning restore CA1720

    /// <summary>For GPUs; slow on CPUs.</summary>
    F16,

    /// <summary>The most exact; about a third of <see cref="Int8"/>'s speed on CPUs.</summary>
    F32,
}

/// <summary>Settings of the text encoder.</summary>
public sealed class EncoderOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Encoder";

    /// <summary>Which kind of encoder.</summary>
    public EncoderKind Kind { get; set; } = EncoderKind.UseLite;

    /// <summary>Precision of the built-in encoder; packs and endpoints have their own.</summary>
    public EncoderPrecision Precision { get; set; } = EncoderPrecision.Int8;

    /// <summary>Where a local model shall run.</summary>
    public ExecutionProvider ExecutionProvider { get; set; } = ExecutionProvider.Auto;

    /// <summary>Threads of a local model on the CPU, from 0 to 256; 0 means one for every core.</summary>
    public int Threads { get; set; }

    /// <summary>Id of the pack, for <see cref="EncoderKind.Pack"/>.</summary>
    public string PackId { get; set; } = "";

    /// <summary>Base address of the endpoint, e.g. <c>https://host.example</c>, for <see cref="EncoderKind.OpenAi"/>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Name of the endpoint's model.</summary>
    public string Model { get; set; } = "";

    /// <summary>Key of the endpoint; empty where it asks for none. Never logged or shown.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Length of vector asked of the endpoint, from 0 to 8,192; 0 means the model's own.</summary>
    public int Dimensions { get; set; }

    /// <summary>Seconds to wait for one answer of the endpoint, from 1 to 600.</summary>
    public int TimeoutSeconds { get; set; } = 30;
}
