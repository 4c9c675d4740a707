namespace Portal.Domain.Experiments.Assignment;

/// <summary>An experiment as it is stored. <see cref="ExperimentCheck"/> says whether it may start, <see cref="ExperimentRule"/> carries it out.</summary>
public sealed record ExperimentDefinition : RuleDefinition
{
    /// <summary>By which it is known, for good.</summary>
    public required string Key { get; init; }

    /// <summary>Whether it runs; a stopped one can still be looked at (<see cref="AssignmentContext.ForcedVariants"/>).</summary>
    public bool Active { get; init; } = true;

    /// <summary>The variant that everybody gets who would take part, from 0; nobody is counted then.</summary>
    public int? Force { get; init; }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="ArgumentException">It is not JSON, or a field has the wrong kind; the message says where.</exception>
    public static ExperimentDefinition Parse(string json) => DefinitionJson.Read<ExperimentDefinition>(json, "experiment");

    /// <summary>Writes it as <see cref="Parse"/> reads it.</summary>
    public string ToJson() => DefinitionJson.Write(this);
}
