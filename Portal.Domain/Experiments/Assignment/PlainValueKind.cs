namespace Portal.Domain.Experiments.Assignment;

/// <summary>What a <see cref="PlainValue"/> holds.</summary>
public enum PlainValueKind
{
    /// <summary>There is no such value.</summary>
    Missing,

    /// <summary>There is one, and it is null.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number in double precision, as a browser holds it.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Values in an order.</summary>
    List,

    /// <summary>Values by name: an object of JSON.</summary>
    Map,
}
