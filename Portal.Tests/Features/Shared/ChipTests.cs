using Bunit;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class ChipTests : PortalBunitContext
{
    [Theory]
    [InlineData(false, "false")]
    [InlineData(true, "true")]
    public void Says_whether_it_is_on(bool pressed, string expected)
    {
        var chip = Render<Chip>(parameters => parameters.Add(x => x.Label, "slow-burn").Add(x => x.Pressed, pressed));

        Assert.Equal(expected, chip.Find("button").GetAttribute("aria-pressed"));
        Assert.Equal(pressed, chip.HasComponent<Icon>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Click_asks_for_the_other_state_and_leaves_the_parameter_alone(bool pressed)
    {
        bool? asked = null;
        var chip = Render<Chip>(parameters => parameters
            .Add(x => x.Label, "slow-burn")
            .Add(x => x.Pressed, pressed)
            .Add(x => x.PressedChanged, value => asked = value));

        Act(() => chip.Find("button").Click());

        Assert.Equal(!pressed, asked);
        Assert.Equal(pressed, chip.Instance.Pressed);
    }

    [Fact]
    public void Remove_has_a_button_of_its_own_with_the_label_in_its_name()
    {
        var (removed, toggled) = (0, 0);
        var chip = Render<Chip>(parameters => parameters
            .Add(x => x.Label, "no gore")
            .Add(x => x.PressedChanged, _ => toggled++)
            .Add(x => x.OnRemove, () => removed++));

        Act(() => chip.Find("button[aria-label='Remove no gore']").Click());

        Assert.Equal((1, 0), (removed, toggled));
    }

    [Fact]
    public void Without_a_handler_there_is_no_remove_button()
    {
        var chip = Render<Chip>(parameters => parameters.Add(x => x.Label, "heist"));

        Assert.Single(chip.FindAll("button"));
    }
}
