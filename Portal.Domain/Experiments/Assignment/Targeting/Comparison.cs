namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>Which order a comparison asks for.</summary>
internal enum Comparison
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}
