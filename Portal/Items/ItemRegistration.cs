namespace Portal.Items;

internal static class ItemRegistration
{
    public static IServiceCollection AddItems(this IServiceCollection services) => services.AddSingleton<ItemService>();
}
