using Portal.Tests.Browser;
using Portal.Tests.Support;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer($"Portal.Tests.Support.{nameof(JourneysFirst)}", "Portal.Tests")]

namespace Portal.Tests.Support;

/// <summary>Begins with the collections of browser tests: they take longest, and mostly wait while others compute.</summary>
public sealed class JourneysFirst : ITestCollectionOrderer
{
    private static readonly string[] First = [SharedBrowser.Name, SecondBrowser.Name];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => First.Contains(collection.DisplayName) ? 0 : 1);
}
