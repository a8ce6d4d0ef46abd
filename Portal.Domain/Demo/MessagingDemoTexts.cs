namespace Portal.Domain.Demo;

/// <summary>What the demo's messages say. Content of a shop, not of the product: it stays as its writer typed it.</summary>
internal static class MessagingDemoTexts
{
    public const string WinterOolong = """
        This year's **charcoal-roasted oolong** came off the fire on Thursday. It is rounder than last winter, with a long honey finish.

        Taste it free in any store this week, or order 250 g at [qinghe-tea.example/winter](https://qinghe-tea.example/winter).

        ## How we brew it

        - 5 g for a small pot, water just off the boil
        - 20 seconds for the first cup, 10 more for each after it
        - It gives seven cups before it tires
        """;

    public const string Receipt = "Thanks for your orders this week. Every parcel has left the warehouse; most arrive within **two days**.";

    public const string Storing = """
        A cake of aged tea breathes. Keep it *dry, dark and away from the kitchen*, wrapped in its paper.

        1. A clay jar is better than a plastic box.
        2. Between 50 and 65 percent humidity is enough.
        3. Open it twice a year, and drink some.
        """;

    public const string OpeningHours = "All stores are open until **22:00** during the holiday. 假期期间各门店营业至 22:00。";

    public const string Growers = """
        Three families in Anxi have grown our tea for nineteen years. This autumn we walked their gardens.

        > The mountain decides the taste. We only try not to spoil it.

        Read more about them at [qinghe-tea.example/growers](https://qinghe-tea.example/growers).
        """;

    public const string Tasting = """
        Join us on **Saturday at 15:00** in the Guangzhou store: three oolongs, two roasts, no charge.

        Reply by following the link: [qinghe-tea.example/tasting](https://qinghe-tea.example/tasting).
        """;

    public const string Doubtful = "Brewing notes for the winter oolong: https://sho.rt/9fKq2";

    public const string Brewing = """
        This year's charcoal-roasted oolong came off the fire on Thursday. It is rounder than last winter, with a long honey finish.

        Taste it free in any store this week, or order 250 g at https://qinghe-tea.example/winter. Brewing notes: https://sho.rt/9fKq2
        """;
}
