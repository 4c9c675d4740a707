using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Portal.Tests.Support;

/// <summary>
/// Compiles T-SQL with DacFx, without a server: the syntax of the whole script, and every table, column and object name
/// that its CREATE and ALTER TABLE ADD statements mention, procedure bodies included. DacFx 150.4897.1 knows the syntax
/// of SQL Server 2019 (no json or vector type); it looks neither at types nor at collations, and runs nothing.
/// </summary>
/// <remarks>
/// The assemblies live in a load context of their own, because they are built against SqlClient 2 and the portal uses 6.
/// While it registers its own assemblies, this DacFx reads AssemblyName.KeyPair, which throws on .NET 6 and later; the
/// constructor does the same registration without it, through private members, so the version is pinned exactly.
/// </remarks>
internal sealed class TSqlCompiler
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;
    private const string ScriptNames = "Microsoft.SqlServer.TransactSql.ScriptDom";
    private const string ModelNames = "Microsoft.SqlServer.Dac.Model";

    /// <summary>Only a warning to DacFx, because SQL Server creates such a procedure: it fails when it is run.</summary>
    private const int UnknownObjectInProcedure = 71502;

    private static readonly Lazy<TSqlCompiler> Shared = new(() => new TSqlCompiler());

    private readonly Lock _gate = new();
    private readonly Type _model;
    private readonly Type _options;
    private readonly object _version;
    private readonly Type _parser;
    private readonly Type _parseErrors;

    private TSqlCompiler()
    {
        var context = new Context(Path.Combine(AppContext.BaseDirectory, "dacfx"));
        var schema = context.LoadFromAssemblyName(new AssemblyName("Microsoft.Data.Tools.Schema.Sql"));
        var extensions = context.LoadFromAssemblyName(new AssemblyName("Microsoft.SqlServer.Dac.Extensions"));
        var script = context.LoadFromAssemblyName(new AssemblyName(ScriptNames));
        _model = extensions.GetType($"{ModelNames}.TSqlModel", throwOnError: true)!;
        _options = extensions.GetType($"{ModelNames}.TSqlModelOptions", throwOnError: true)!;
        _version = Enum.Parse(extensions.GetType($"{ModelNames}.SqlServerVersion", throwOnError: true)!, "Sql150");
        _parser = script.GetType($"{ScriptNames}.TSql150Parser", throwOnError: true)!;
        _parseErrors = typeof(IList<>).MakeGenericType(script.GetType($"{ScriptNames}.ParseError", throwOnError: true)!);

        // The runtime itself looks for the reader of DacFx's resources, in the default context.
        AssemblyLoadContext.Default.Resolving += (_, name) =>
            name.Name == "System.Resources.Extensions" ? context.LoadFromAssemblyName(name) : null;

        RegisterOwnTypes(schema, extensions);
    }

    /// <summary>The errors in the script: of syntax, or else of names.</summary>
    public static IReadOnlyList<string> Check(string script)
    {
        // Nothing says that two models may be built at once.
        lock (Shared.Value._gate)
        {
            return Shared.Value.Compile(script);
        }
    }

    /// <summary>The errors of syntax alone.</summary>
    public static IReadOnlyList<string> CheckSyntax(string script)
    {
        var errors = new List<string>();
        Shared.Value.Parse(script, errors);
        return errors;
    }

    private static void RegisterOwnTypes(Assembly schema, Assembly extensions)
    {
        var loader = schema.GetType("Microsoft.Data.Tools.Schema.Extensibility.ExtensionTypeLoader", throwOnError: true)!;
        RuntimeHelpers.RunClassConstructor(loader.TypeHandle);
        Field(loader, "_initialized").SetValue(null, null);
        Call(loader, "LoadDecoratedAssembly", schema);
        Call(loader, "LoadDecoratedAssembly", extensions);
        Call(loader, "ReEvaluateUnmatchedTypes");
        Call(loader, "LoadEnabledTypes");
        ((IDictionary)Field(loader, "_loadedExtensions").GetValue(null)!).Clear();
        Call(loader, "FilterExtensionsWithLoadedDsp", Field(loader, "_allExtensions").GetValue(null)!);
        Call(loader, "AssignDefaultExtension");
        Field(loader, "_extensionsLoaded").SetValue(null, 1);
    }

    private List<string> Compile(string script)
    {
        var errors = new List<string>();
        var definitions = Parse(script, errors);
        if (errors.Count > 0)
        {
            return errors;
        }

        dynamic instance = Activator.CreateInstance(_model, _version, Activator.CreateInstance(_options))!;
        using ((IDisposable)instance)
        {
            foreach (var definition in definitions)
            {
                try
                {
                    instance.AddObjects(definition);
                }
                catch (Exception exception) when (exception.GetType().Name == "DacModelException")
                {
                    errors.Add($"{exception.Message} IN {definition}");
                }
            }

            foreach (dynamic message in instance.Validate())
            {
                if (message.MessageType.ToString() == "Error" || message.Number == UnknownObjectInProcedure)
                {
                    errors.Add($"{message.Prefix}{message.Number}: {message.Message}");
                }
            }
        }

        return errors;
    }

    private List<string> Parse(string script, List<string> errors)
    {
        object?[] arguments = [new StringReader(script), null];
        dynamic tree = _parser.GetMethod("Parse", [typeof(TextReader), _parseErrors.MakeByRefType()])!
            .Invoke(Activator.CreateInstance(_parser, args: [true]), arguments)!;
        foreach (dynamic error in (IEnumerable)arguments[1]!)
        {
            errors.Add($"Line {error.Line}: {error.Message}");
        }

        var definitions = new List<string>();
        var tables = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (dynamic batch in tree.Batches)
        {
            Collect(script, batch.Statements, definitions, tables);
        }

        return definitions;
    }

    private static void Collect(string script, dynamic statements, List<string> definitions, Dictionary<string, int> tables)
    {
        foreach (dynamic statement in statements)
        {
            string kind = ((object)statement).GetType().Name;
            if (kind == "IfStatement")
            {
                Collect(script, new[] { statement.ThenStatement }, definitions, tables);
            }
            else if (kind == "BeginEndBlockStatement")
            {
                Collect(script, statement.StatementList.Statements, definitions, tables);
            }
            else if (kind == "AlterTableAddTableElementStatement" && statement.Definition.ColumnDefinitions.Count > 0)
            {
                // The model knows finished tables only: a column that came later is put where the table is created.
                string name = statement.SchemaObjectName.BaseIdentifier.Value;
                var columns = script.Substring((int)statement.Definition.StartOffset, (int)statement.Definition.FragmentLength);
                if (tables.TryGetValue(name, out var place))
                {
                    definitions[place] = definitions[place].Insert(definitions[place].LastIndexOf(')'), $", {columns}");
                }
                else
                {
                    definitions.Add($"ALTER TABLE [{name}] ADD {columns}");
                }
            }
            else if (kind.StartsWith("Create", StringComparison.Ordinal) || kind == "AlterTableAddTableElementStatement")
            {
                if (kind == "CreateTableStatement")
                {
                    tables[(string)statement.SchemaObjectName.BaseIdentifier.Value] = definitions.Count;
                }

                definitions.Add(script.Substring((int)statement.StartOffset, (int)statement.FragmentLength));
            }
        }
    }

    private static FieldInfo Field(Type type, string name) =>
        type.GetField(name, Hidden) ?? throw new MissingFieldException(type.FullName, name);

    private static void Call(Type type, string name, params object[] arguments) =>
        (type.GetMethod(name, Hidden) ?? throw new MissingMethodException(type.FullName, name)).Invoke(null, arguments);

    private sealed class Context(string folder) : AssemblyLoadContext("dacfx")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
