namespace Portal.Domain.Collaborative;

/// <summary>How an item's people are weighed before items are compared; an item is the document, its people are the words.</summary>
public enum ColumnWeighting
{
    /// <summary>By the interaction alone.</summary>
    None,

    /// <summary>√weight · ln(1 + (n − d + ½)/(d + ½)) for a person with d of the n items: who takes to everything says little.</summary>
    TfIdf,

    /// <summary>Okapi BM25 with k1 = 1.2 and b = 0.75 (Robertson &amp; Zaragoza 2009): beside that, an item with many people does not win by their number.</summary>
    Bm25,
}
