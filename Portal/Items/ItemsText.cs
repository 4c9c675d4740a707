namespace Portal.Items;

/// <summary>Names the texts of an item's page (ItemsText.resx).</summary>
public sealed class ItemsText;
