using System.Text.Json.Nodes;

namespace Portal.Domain.Language.Chat;

/// <summary>JSON schemas of answers, in the strict form that endpoints ask for: every property required, nothing besides.</summary>
internal static class ChatSchemas
{
    /// <summary>The clauses of a statement as they are stored.</summary>
    public static JsonNode Statement() => Object(("clauses", List(Object(
        ("start", Type("integer")),
        ("end", Type("integer")),
        ("phrase", Type("string")),
        ("polarity", Names<Polarity>()),
        ("strength", Type("number")),
        ("subject", Subject()),
        ("except", List(Subject())),
        ("scope", OrNull(Object(("time", OrNull(Names<ScopeTime>())), ("occasion", OrNull(Type("string"))), ("span", OrNull(Names<ScopeSpan>())))))))));

    /// <summary>A description.</summary>
    public static JsonNode Description() => Object(("description", Type("string")));

    private static JsonObject Subject() => new()
    {
        ["anyOf"] = new JsonArray(
            Object(("type", Constant("label")), ("labels", List(Type("string")))),
            Object(("type", Constant("kind")), ("kinds", List(Type("string")))),
            Object(("type", Constant("creator")), ("name", Type("string"))),
            Object(("type", Constant("item")), ("itemId", Type("string")), ("title", Type("string"))),
            Object(("type", Constant("range")), ("attribute", Type("string")), ("least", OrNull(Type("number"))), ("most", OrNull(Type("number")))),
            Object(("type", Constant("language")), ("code", Type("string"))),
            Object(("type", Constant("concept")), ("text", Type("string")))),
    };

    private static JsonObject Object(params (string Name, JsonNode Schema)[] properties)
    {
        JsonObject named = [];
        foreach (var (name, schema) in properties)
        {
            named[name] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = named,
            ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject List(JsonNode items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Type(string name) => new() { ["type"] = name };

    private static JsonObject Constant(string value) => new() { ["type"] = "string", ["enum"] = new JsonArray(value) };

    private static JsonObject Names<T>()
        where T : struct, Enum => new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames<T>().Select(name => (JsonNode)name)]) };

    private static JsonObject OrNull(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, Type("null")) };
}
