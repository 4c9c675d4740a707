namespace Portal;

/// <summary>
/// Where the portal listens unless told: http://localhost:5080. Not a line in appsettings.json, for that would win over
/// ASPNETCORE_URLS and ASPNETCORE_HTTP_PORTS, by which containers and launch profiles say where to listen.
/// </summary>
internal static class DefaultAddress
{
    public const string Url = "http://localhost:5080";

    private static readonly string[] Keys = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];

    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var isNamed = Keys.Any(key => !string.IsNullOrEmpty(builder.Configuration[key])) || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!isNamed)
        {
            builder.WebHost.UseUrls(Url);
        }
    }
}
