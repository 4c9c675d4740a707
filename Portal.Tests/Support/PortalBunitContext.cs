using System.Globalization;
using Bunit;
using Bunit.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Shared;

namespace Portal.Tests.Support;

/// <summary>What a page of the portal finds around it: an interactive circuit, English texts, the shared services, a clock that stands still.</summary>
public abstract class PortalBunitContext : BunitContext
{
    private readonly CultureInfo _cultureBefore = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCultureBefore = CultureInfo.CurrentUICulture;

    protected PortalBunitContext()
    {
        DiffingLoader.Ensure();
        Speak("en");
        this.AddRadzen();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSharedParts();
    }

    /// <summary>The time of everything in the context.</summary>
    protected TestClock Clock { get; } = new();

    /// <summary>Changes the language of what is rendered from here on.</summary>
    protected static void Speak(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);

    /// <summary>Finds and presses, or fills, without a render in between, after which what was found would no longer be on the page.</summary>
    protected void Act(Action deed) => Renderer.Dispatcher.InvokeAsync(deed).GetAwaiter().GetResult();

    public override IRenderedComponent<TComponent> Render<TComponent>(Action<ComponentParameterCollectionBuilder<TComponent>>? parameterBuilder = null)
    {
        BeInteractive();
        return base.Render(parameterBuilder);
    }

    public override IRenderedComponent<TComponent> Render<TComponent>(RenderFragment renderFragment)
    {
        BeInteractive();
        return base.Render<TComponent>(renderFragment);
    }

    public override IRenderedComponent<ContainerFragment> Render(RenderFragment renderFragment)
    {
        BeInteractive();
        return base.Render(renderFragment);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_cultureBefore, _uiCultureBefore);
    }

    // Not in the constructor: the renderer closes the list of services, to which a test may still add.
    private void BeInteractive() => SetRendererInfo(new RendererInfo("Server", isInteractive: true));
}
