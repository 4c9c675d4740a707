using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Portal.Tests.Features.Shell;

public sealed class DefaultAddressTests
{
    [Theory]
    [InlineData(null, null, "http://localhost:5080")]
    [InlineData("urls", "http://127.0.0.1:7007", "http://127.0.0.1:7007")]
    [InlineData("http_ports", "8080", null)]
    [InlineData("https_ports", "8443", null)]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://*:9000", null)]
    public void UseDefaultAddress_WhatTheAdministratorSays_Wins(string? key, string? value, string? expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, null);
        if (key is not null)
        {
            builder.WebHost.UseSetting(key, value);
        }

        builder.UseDefaultAddress();

        Assert.Equal(expected, builder.Configuration[WebHostDefaults.ServerUrlsKey]);
    }
}
