using Bunit;
using Radzen;

namespace Portal.Tests.Support;

/// <summary>The one place that knows what Radzen's components ask of their surroundings.</summary>
internal static class RadzenSetup
{
    public static void AddRadzen(this BunitContext context)
    {
        // Radzen measures and positions by script; no test here looks at pixels.
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddRadzenComponents();
    }
}
