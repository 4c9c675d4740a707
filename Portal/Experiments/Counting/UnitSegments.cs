using Portal.Domain.Context;

namespace Portal.Experiments.Counting;

/// <summary>What results are taken apart by, as it is stored with a unit: <c>device=phone;activity=heavy</c>.</summary>
public static class UnitSegments
{
    public const string Device = "device", Activity = "activity";

    /// <summary>As it is stored; what is not known is left out.</summary>
    public static string Format(DeviceClass? device, string activity) => device is { } known ? $"{Device}={Name(known)};{Activity}={activity}" : $"{Activity}={activity}";

    /// <summary>The values of some dimensions, in their order; null where unknown.</summary>
    public static string?[] Parse(string segments, IReadOnlyList<string> dimensions)
    {
        var parts = segments.Split(';').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return [.. dimensions.Select(dimension => parts.GetValueOrDefault(dimension))];
    }

    private static string Name(DeviceClass device) => device switch
    {
        DeviceClass.Phone => "phone",
        DeviceClass.Tablet => "tablet",
        DeviceClass.Desktop => "desktop",
        DeviceClass.Television => "television",
        _ => device.ToString(),
    };
}
