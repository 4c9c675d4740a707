using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.JSInterop;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class ElementFocusTests : PortalBunitContext
{
    private const string Identifier = "Blazor._internal.domWrapper.focus";

    [Fact]
    public void An_element_that_is_there_has_the_focus()
    {
        var box = Render<FocusedBox>();

        Assert.Equal(Identifier, JSInterop.VerifyFocusAsyncInvoke().Identifier);
        Assert.Equal("it goes on", box.Find("p").TextContent);
    }

    [Theory]
    [MemberData(nameof(Gone))]
    public void An_element_that_is_gone_ends_nothing(Exception gone)
    {
        JSInterop.Mode = JSRuntimeMode.Strict;
        JSInterop.SetupVoid(Identifier, _ => true).SetException(gone);

        Assert.Equal("it goes on", Render<FocusedBox>().Find("p").TextContent);
    }

    [Fact]
    public void Any_other_fault_is_told()
    {
        JSInterop.Mode = JSRuntimeMode.Strict;
        JSInterop.SetupVoid(Identifier, _ => true).SetException(new InvalidCastException("no script at all"));

        Assert.Throws<InvalidCastException>(() => Render<FocusedBox>());
    }

    [Fact]
    public void Whoever_moves_the_focus_bears_that_its_element_is_gone()
    {
        var broken = Repository.Files("Portal", "*.cs").Concat(Repository.Files("Portal", "*.razor")).Select(Repository.Name)
            .Where(file => file != Path.Combine("Portal", "Shared", "ElementFocus.cs") && File.ReadAllText(Path.Combine(Repository.Root, file)).Contains(".FocusAsync(", StringComparison.Ordinal))
            .ToList();

        Assert.True(broken.Count == 0, "A focus on what is gone ends the page shown by then; use FocusIfThereAsync. Not so in: " + string.Join(", ", broken));
    }

    public static TheoryData<Exception> Gone => [new JSException("Unable to focus an invalid element."), new JSDisconnectedException("The circuit is gone.")];

    private sealed class FocusedBox : ComponentBase
    {
        private ElementReference _box;
        private bool _went;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "input");
            builder.AddElementReferenceCapture(1, box => _box = box);
            builder.CloseElement();
            builder.OpenElement(2, "p");
            builder.AddContent(3, _went ? "it goes on" : "");
            builder.CloseElement();
        }

        protected override async Task OnAfterRenderAsync(bool firstRender)
        {
            if (firstRender)
            {
                await _box.FocusIfThereAsync();
                _went = true;
                StateHasChanged();
            }
        }
    }
}
