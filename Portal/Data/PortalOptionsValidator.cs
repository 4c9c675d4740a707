using Microsoft.Extensions.Options;

namespace Portal.Data;

internal sealed class PortalOptionsValidator : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataFolder))
        {
            return ValidateOptionsResult.Fail("Portal:DataFolder is empty; give a folder, e.g. data or /srv/portal.");
        }

        return options.DataFolder.AsSpan().IndexOfAny(Path.GetInvalidPathChars()) >= 0
            ? ValidateOptionsResult.Fail(
                $"Portal:DataFolder is '{options.DataFolder.Replace('\0', '?')}'; a folder's name cannot contain this character.")
            : ValidateOptionsResult.Success;
    }
}
