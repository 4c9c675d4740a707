namespace Portal.Engine;

/// <summary>
/// Something that can be begun with a draft of the weights besides making it live. Whoever registers one is offered on the tuner's
/// page; without any, nothing is.
/// </summary>
public interface IDraftTarget
{
    /// <summary>What the link says, in the present culture: "Start an experiment".</summary>
    string Label { get; }

    /// <summary>Its drawing, one of the names of the portal's icons.</summary>
    string Icon { get; }

    /// <summary>Where it goes on.</summary>
    /// <param name="version">The draft's version.</param>
    string AddressOf(int version);
}
