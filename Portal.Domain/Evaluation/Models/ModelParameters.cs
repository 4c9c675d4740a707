using System.Reflection;
using System.Text.Json;

namespace Portal.Domain.Evaluation.Models;

/// <summary>The hyper-parameters of a trainer for a report.</summary>
internal static class ModelParameters
{
    /// <summary>Every value that the trainer's record can be given, by its name in camel case.</summary>
    public static IReadOnlyDictionary<string, object> Of(object trainer) => trainer.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && property.GetValue(trainer) is not null)
        .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => Plain(property.GetValue(trainer)!));

    private static object Plain(object value) => value is Enum or TimeSpan ? value.ToString()! : value;
}
