using System.Globalization;
using Microsoft.Extensions.Options;

namespace Portal.Engine.Models;

/// <summary>How models are learned from everybody's actions.</summary>
public sealed class ModelOptions
{
    public const string Section = "Engine";

    /// <summary>Up to so many items with actions the exact model (EASE) is learned, whose memory grows with their square; beyond, factors (iALS).</summary>
    public int MostExactItems { get; set; } = 5000;

    /// <summary>Length of the factors beyond that.</summary>
    public int Factors { get; set; } = 64;

    /// <summary>How many new actions make the job learn anew.</summary>
    public int TrainAfter { get; set; } = 20;
}

/// <summary>Every failure at once, each with its key, its value and what is allowed.</summary>
internal sealed class ModelOptionsValidator : IValidateOptions<ModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        List<string> failures = [];
        Range(nameof(options.MostExactItems), options.MostExactItems, 1, 20_000);
        Range(nameof(options.Factors), options.Factors, 4, 1024);
        Range(nameof(options.TrainAfter), options.TrainAfter, 1, 1_000_000_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Range(string key, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{ModelOptions.Section}:{key} is {value}; allowed is {least} to {most}."));
            }
        }
    }
}
