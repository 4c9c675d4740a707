using System.Globalization;

namespace Portal.Domain.Collaborative;

/// <summary>Refuses a trainer whose values are out of their range.</summary>
internal static class Hyperparameter
{
    /// <summary>Throws when a value is not allowed, naming method, property, value and what is.</summary>
    public static void Check<T>(IItemModelTrainer trainer, string name, T value, bool allowed, string what)
    {
        if (!allowed)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} of '{trainer.Key}' is {value}; allowed is {what}."), name);
        }
    }
}
