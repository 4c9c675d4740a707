namespace Portal.Engine;

/// <summary>Where whoever changes the catalogue says so, that what is made of it follows: vectors of new texts, and the engine's view of the items.</summary>
public interface ICatalogueChanges
{
    /// <summary>Says that items or labels have changed; returns at once. Several changes in a row are followed up together.</summary>
    /// <param name="by">Who changed them, for the record of runs.</param>
    void Announce(string by);
}
