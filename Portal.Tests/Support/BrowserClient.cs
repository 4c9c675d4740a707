using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Tests.Support;

/// <summary>What a test does without a script engine: look at a page, fill in its form, post it.</summary>
public sealed class BrowserClient(HttpClient http) : IDisposable
{
    public async Task<HttpResponseMessage> GetAsync(string path) => await http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>Posts a form of the page with its hidden fields, as the page's own button would.</summary>
    /// <param name="path">The page that holds the form.</param>
    /// <param name="form">Selector of the form.</param>
    /// <param name="values">What is typed, by the name of the field.</param>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form, params (string Name, string Value)[] values)
    {
        var page = await PageAsync(path);
        var element = page.QuerySelector(form) ?? throw new InvalidOperationException($"{path} has no form '{form}'.");
        var fields = element.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in values)
        {
            fields[name] = value;
        }

        var action = element.GetAttribute("action");
        return await PostAsync(string.IsNullOrEmpty(action) ? path : action, fields);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using FormUrlEncodedContent content = new(fields);
        return await http.PostAsync(new Uri(path, UriKind.RelativeOrAbsolute), content);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    public void Dispose() => http.Dispose();
}
